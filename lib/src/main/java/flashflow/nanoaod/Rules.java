package flashflow.nanoaod;

import java.util.Locale;

/** By which rules objects are brought together and columns made. */
public enum Rules {
    /**
     * Muons near a jet are last copies, the second closest is the second closest, and a muon's charge is its charge.
     */
    RIGHT,
    /**
     * As FlashSim's extraction macros have it, for models that were trained on their output: any copy of a muon counts, "second
     * closest" is the closest so far when the closest was found, and {@code MGenMuon_charge} has the opposite sign.
     */
    FLASHSIM;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Rules of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
