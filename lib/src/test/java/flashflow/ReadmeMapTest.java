package flashflow;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The library is built as the README's map says. */
class ReadmeMapTest {
    /** More than a reader takes in at a glance; package-info is not counted. */
    private static final int TYPES = 32;

    private static ReadmeMap map;
    private static JavaClasses library;

    @BeforeAll
    static void read() throws IOException {
        map = ReadmeMap.read(Path.of("..", "README.md"));
        library = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ReadmeMap.ROOT);
    }

    @Test
    void theMapAllowsWhatLiesAboveAndNothingElse() {
        var small = ReadmeMap.of(
                """
                a["data: rows"] --> b["data.hdf5: files"]
                b --> c["plots: figures"]
                """);
        assertTrue(small.allows("flashflow.plots.drawing", "flashflow.data"));
        assertTrue(small.allows("flashflow.data", "flashflow"));
        assertFalse(small.allows("flashflow.data", "flashflow.data.hdf5"));
        assertFalse(small.allows("flashflow.data.hdf5.filters", "flashflow.plots"));
        assertFalse(small.allows("flashflow", "flashflow.data"));
        assertEquals("", small.node("flashflow.toy"));
    }

    @Test
    void everyPackageIsOnTheMapAndTheOtherWayRound() {
        var missing = packages();
        missing.remove(ReadmeMap.ROOT);
        missing.removeIf(name -> !map.node(name).isEmpty());
        assertEquals(Set.of(), missing, "packages that the map lacks");
        var gone = new TreeSet<>(map.packages());
        gone.removeAll(packages());
        assertEquals(Set.of(), gone, "names on the map that are no packages");
    }

    @Test
    void aPackageKnowsOnlyThoseAboveIt() {
        var against = new TreeSet<String>();
        for (JavaClass user : library) {
            user.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                    .filter(used -> used.getPackageName().startsWith(ReadmeMap.ROOT))
                    .filter(used -> !map.allows(user.getPackageName(), used.getPackageName()))
                    .forEach(used -> against.add(user.getName() + " knows " + used.getName()));
        }
        assertEquals(Set.of(), against);
    }

    @Test
    void noPackageKnowsItselfByWayOfAnother() {
        slices().matching("flashflow.(**)").should().beFreeOfCycles().check(library);
    }

    @Test
    void noPackageIsLargerThanOneReads() {
        var sizes = library.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
        sizes.values().removeIf(size -> size <= TYPES);
        assertEquals(Set.of(), sizes.keySet(), () -> "packages of more than " + TYPES + " types: " + sizes);
    }

    /** Arrays of the engine are the business of the flow, the categorical distribution and their training; what else takes them is named here. */
    @Test
    void arraysOfTheEngineStayWithTheFlowAndItsTraining() {
        var doors = Set.of(
                "flashflow.data.loading.EngineBatches", // for DJL's own trainer
                "flashflow.data.columns.ColumnDataset", // for DJL's own trainer
                "flashflow.data.hdf5.Hdf5Dataset", // for DJL's own trainer
                "flashflow.validation.Perceptron", // the classifier between two samples
                "flashflow.notebook.ArrayHtml", // shows an array in a cell
                "flashflow.notebook.Renderers");
        var users = library.stream()
                .filter(type -> type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(to -> resideInAnyPackage("ai.djl.ndarray..").test(to.getTargetClass())))
                .map(type -> type.getName().replaceFirst("\\$.*", ""))
                .filter(name -> !name.matches("flashflow\\.(flow|categorical|training|generation)\\..*"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(new TreeSet<>(doors), users);
    }

    @Test
    void foreignLibrariesHaveOneDoorEach() {
        onlyIn("flashflow.notebook..", "org.dflib.jjava..");
        onlyIn("flashflow.data.hdf5..", "io.jhdf..");
        onlyIn("flashflow.data.hdf5.filters.codecs..", "org.apache.commons.compress..");
        onlyIn("flashflow.data.hdf5.filters.codecs..", "net.jpountz..");
        // Switches of PyTorch that DJL has no call for.
        onlyIn("flashflow.engine..|flashflow.flow.kernels..", "com.sun.jna..");
        // Files of PyTorch, and the names that pandas pickles.
        onlyIn("flashflow.interop.torch..|flashflow.data.hdf5.columns..", "net.razorvine.pickle..");
        onlyIn("flashflow.plots..", "tech.tablesaw.plotly..");
    }

    @Test
    void theEngineIsStartedAtOnePlace() {
        noClasses()
                .that()
                .resideOutsideOfPackage("flashflow.engine")
                .should()
                .callMethod(Engine.class, "getInstance")
                .because("flashflow.engine.PyTorch checks its libraries first and says why it does not start")
                .check(library);
    }

    /** @param home a package, or several parted by bars */
    private static void onlyIn(String home, String foreign) {
        var inside = resideInAnyPackage(home.split("\\|"));
        noClasses()
                .that(describe("are outside of " + home, (JavaClass type) -> !inside.test(type)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(foreign)
                .check(library);
    }

    private static TreeSet<String> packages() {
        return library.stream().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));
    }
}
