package flashflow.nanoaod;

import java.util.Locale;

/** Which objects of an event. */
public enum ObjectKind {
    /** Of {@code Jet}, each from a {@code GenJet}. */
    JETS("Jet", "MGenJet_"),
    /** Of {@code Muon}, each from a {@code GenPart}. */
    MUONS("Muon", "MGenMuon_");

    private final String collection;
    private final String generator;

    ObjectKind(String collection, String generator) {
        this.collection = collection;
        this.generator = generator;
    }

    /** What the branches of the objects begin with, without the underscore. */
    public String collection() {
        return collection;
    }

    /** What the targets' names begin with: {@code MJet_}. */
    public String targetPrefix() {
        return "M" + collection + "_";
    }

    /** What the columns of the generated object begin with: {@code MGenJet_}. */
    public String generatorPrefix() {
        return generator;
    }

    /** As the command line and the groups of files have it: {@code jets}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** One of them. */
    public String one() {
        return collection.toLowerCase(Locale.ROOT);
    }

    static ObjectKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
