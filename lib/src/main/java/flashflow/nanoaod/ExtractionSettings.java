package flashflow.nanoaod;

import flashflow.reporting.WorkListener;
import flashflow.storage.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is extracted, and how.
 *
 * @param files ROOT files, in order
 * @param rules of columns and matching
 * @param targets names; empty for the preset of the kind
 * @param cuts conditions on generator objects, which all have to hold
 * @param folder for the result, empty for that of the first file
 * @param generatorOnly whether only generator objects are wanted, to generate for
 * @param listener null for the standard one
 */
record ExtractionSettings(
        List<Path> files,
        Rules rules,
        List<String> targets,
        List<String> cuts,
        Optional<Path> folder,
        boolean generatorOnly,
        WorkListener listener) {
    private static final int SHORT = 8;

    ExtractionSettings {
        files = List.copyOf(files);
        targets = List.copyOf(targets);
        cuts = List.copyOf(cuts);
    }

    /** Of one file, with nothing chosen. */
    private boolean usual() {
        return files.size() == 1 && rules == Rules.RIGHT && targets.isEmpty() && cuts.isEmpty() && !generatorOnly;
    }

    /** Where the result goes: {@code nano.jets.h5} beside {@code nano.root}; other settings have other names. */
    Path out(ObjectKind kind) {
        Path first = files.get(0);
        String name = first.getFileName().toString().replaceFirst("\\.root$", "");
        String more = files.size() == 1 ? "" : "+" + (files.size() - 1);
        String other = usual()
                ? ""
                : "-" + new Sha256().add(settings(kind) + names()).hex().substring(0, SHORT);
        String file = name + more + "." + kind.word() + other + ".h5";
        return folder.map(place -> place.resolve(file)).orElseGet(() -> first.resolveSibling(file));
    }

    private String names() {
        return files.stream()
                .map(file -> file.toAbsolutePath().normalize().toString())
                .toList()
                .toString();
    }

    private String settings(ObjectKind kind) {
        return List.of(kind.word(), rules.word(), targets, cuts, generatorOnly).toString();
    }

    /** What a result was made of and by; a result of the same key is the same. */
    String key(ObjectKind kind) throws IOException {
        var parts = new ArrayList<String>();
        parts.add(PythonSources.bundled().hash());
        parts.add(settings(kind));
        for (Path file : files) {
            parts.add(file.getFileName() + " " + Files.size(file) + " "
                    + Files.getLastModifiedTime(file).toMillis());
        }
        return new Sha256().add(String.join("\n", parts)).hex();
    }

    List<String> arguments(ObjectKind kind, Path out, String key) {
        var words = new ArrayList<>(List.of("extract", "--kind", kind.word(), "--rules", rules.word(), "--key", key));
        if (!targets.isEmpty()) {
            words.addAll(List.of("--targets", String.join(",", targets)));
        }
        cuts.forEach(cut -> words.addAll(List.of("--genCut", cut)));
        if (generatorOnly) {
            words.addAll(List.of("--tables", "generated"));
        }
        words.addAll(List.of("--out", out.toAbsolutePath().toString(), "--"));
        files.forEach(file -> words.add(file.toAbsolutePath().toString()));
        return words;
    }

    ExtractionSettings with(Rules other) {
        return new ExtractionSettings(files, other, targets, cuts, folder, generatorOnly, listener);
    }

    ExtractionSettings withTargets(List<String> other) {
        return new ExtractionSettings(files, rules, other, cuts, folder, generatorOnly, listener);
    }

    ExtractionSettings withCuts(List<String> other) {
        return new ExtractionSettings(files, rules, targets, other, folder, generatorOnly, listener);
    }

    ExtractionSettings with(Path other) {
        return new ExtractionSettings(files, rules, targets, cuts, Optional.of(other), generatorOnly, listener);
    }

    ExtractionSettings withGeneratorOnly() {
        return new ExtractionSettings(files, rules, targets, cuts, folder, true, listener);
    }

    ExtractionSettings with(WorkListener other) {
        return new ExtractionSettings(files, rules, targets, cuts, folder, generatorOnly, other);
    }
}
