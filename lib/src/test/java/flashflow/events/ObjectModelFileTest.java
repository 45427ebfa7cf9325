package flashflow.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.categorical.CategoricalModel;
import flashflow.flow.FlowModel;
import flashflow.nanoaod.ToyRoot;
import flashflow.storage.Safetensors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model of objects is one file, which says all that generation needs. */
class ObjectModelFileTest {
    @TempDir
    static Path shared;

    private static ToyObjects toy;

    @TempDir
    Path folder;

    @BeforeAll
    static void write() throws Exception {
        ToyRoot.assumed();
        toy = new ToyObjects(shared, 200);
    }

    @AfterAll
    static void close() {
        if (toy != null) {
            toy.close();
        }
    }

    private static EventGeneration generation(ObjectModel... models) {
        return EventGeneration.of(models).seed(3).folds(2).heldToRange().listener(ToyObjects.SILENT);
    }

    /** What was extracted for the training is not there any more. */
    @Test
    void aLoadedModelGeneratesTheSame() throws Exception {
        var jets = folder.resolve("jets.model");
        var muons = folder.resolve("muons.model");
        toy.jetModel().save(jets);
        toy.muonModel().save(muons);
        generation(toy.jetModel(), toy.muonModel()).toHdf5(toy.root, folder.resolve("before.h5"));
        String before = toy.jetModel().toString();
        var hash = toy.jetModel().hash();
        Path away = Files.move(toy.jets.file(), folder.resolve("away.h5"));
        try (var ofJets = ObjectModel.load(jets);
                var ofMuons = ObjectModel.load(muons)) {
            assertEquals(before, ofJets.toString());
            assertEquals(hash, ofJets.hash());
            generation(ofJets, ofMuons).toHdf5(toy.root, folder.resolve("after.h5"));
            assertEquals(-1, Files.mismatch(folder.resolve("before.h5"), folder.resolve("after.h5")));
            ofJets.save(folder.resolve("again.model"));
            assertEquals(-1, Files.mismatch(jets, folder.resolve("again.model")));
        } finally {
            Files.move(away, toy.jets.file());
        }
    }

    @Test
    void aLoadedModelTakesOtherParts() {
        var file = folder.resolve("jets.model");
        ObjectModel.of(toy.jets, toy.flow).save(file);
        try (var loaded = ObjectModel.load(file)) {
            assertEquals(
                    toy.jetModel().hash(),
                    loaded.efficiency(toy.found)
                            .unmatched(toy.number, toy.pileup)
                            .hash());
            assertTrue(loaded.hash().isPresent()
                    && !loaded.hash().equals(toy.jetModel().hash()));
            var wrong = assertThrows(FlashFlowException.class, () -> loaded.unmatched(toy.number, toy.muonFlow));
            assertTrue(wrong.getMessage().contains("do not have"), wrong.getMessage());
        }
    }

    @Test
    void ensemblesStayWhole() {
        var file = folder.resolve("jets.model");
        try (var other = ToyObjects.flow(toy.jets.pairs())) {
            var ensemble = FlowModel.ensemble(List.of(toy.flow, other));
            ObjectModel.of(toy.jets, ensemble).save(file);
            try (var loaded = ObjectModel.load(file)) {
                assertEquals(2, loaded.flow().flows().size());
                assertEquals(ensemble.hash(), loaded.flow().hash());
            }
        }
    }

    @Test
    void filesOfOtherKindsAreRefused() throws Exception {
        var flow = folder.resolve("flow");
        var classes = folder.resolve("classes");
        var objects = folder.resolve("objects");
        toy.flow.save(flow);
        toy.found.save(classes);
        toy.jetModel().save(objects);
        assertRefused("holds no model of objects", () -> ObjectModel.load(flow));
        assertRefused("holds no model of objects", () -> ObjectModel.load(classes));
        assertRefused("open it with ObjectModel.load", () -> FlowModel.load(objects));
        assertRefused("holds no categorical model", () -> CategoricalModel.load(objects));
        assertRefused("There is no file", () -> ObjectModel.load(folder.resolve("none")));
        byte[] whole = Files.readAllBytes(objects);
        Files.write(objects, java.util.Arrays.copyOf(whole, whole.length / 2));
        assertRefused(objects.toString(), () -> ObjectModel.load(objects));
        whole[whole.length - 5] ^= 1;
        Files.write(objects, whole);
        assertRefused(objects.toString(), () -> ObjectModel.load(objects));
        Safetensors.writer()
                .metadata("flashflow.objects", "{}")
                .metadata("flashflow.objects.format", "2")
                .write(objects);
        assertRefused("open it with a newer release", () -> ObjectModel.load(objects));
        Safetensors.writer()
                .metadata("flashflow.objects", "{\"training\": {\"cuts\": 7}}")
                .write(objects);
        assertRefused("cannot be read", () -> ObjectModel.load(objects));
        Safetensors.writer().metadata("flashflow.objects", "{}").write(objects);
        assertRefused("cannot be read", () -> ObjectModel.load(objects));
    }

    @Test
    void probabilitiesOfTheUsersOwnAreRefusedAndAnEarlierFileStays() throws Exception {
        var file = folder.resolve("jets.model");
        toy.jetModel().save(file);
        byte[] before = Files.readAllBytes(file);
        var model = ObjectModel.of(toy.jets, toy.flow).efficiency(new NeverFound());
        assertTrue(model.hash().isEmpty());
        assertRefused("efficiency", () -> model.save(file));
        assertEquals(-1, java.util.Arrays.mismatch(before, Files.readAllBytes(file)));
        assertRefused("Cannot write", () -> toy.jetModel().save(folder.resolve("no/jets.model")));
    }

    private static void assertRefused(String told, Runnable work) {
        String sentence = assertThrows(FlashFlowException.class, work::run).getMessage();
        assertTrue(sentence.contains(told), sentence);
    }
}
