package flashflow.data.hdf5.reading;

import flashflow.FlashFlowException;
import flashflow.data.Place;

/** A dataset that is not there, or cannot be data in the way that was asked for; the file may have others that can. */
public final class Unsuitable extends FlashFlowException {
    private static final long serialVersionUID = 1L;

    private final transient Place place;
    private final String wrong;
    private final String remedy;
    private final boolean opensOtherwise;

    private Unsuitable(Place place, String wrong, String remedy, boolean opensOtherwise) {
        super(place.sentence(wrong, remedy));
        this.place = place;
        this.wrong = wrong;
        this.remedy = remedy;
        this.opensOtherwise = opensOtherwise;
    }

    /** What was asked for cannot be data at all, or not enough of it. */
    public static Unsuitable of(Place place, String wrong, String remedy) {
        return new Unsuitable(place, wrong, remedy, false);
    }

    /** What was asked for may be opened in another way. */
    static Unsuitable so(Place place, String wrong, String remedy) {
        return new Unsuitable(place, wrong, remedy, true);
    }

    public Place place() {
        return place;
    }

    /** What can be done about it, half a sentence. */
    public String remedy() {
        return remedy;
    }

    /** Whether the dataset itself may open in another way. */
    public boolean opensOtherwise() {
        return opensOtherwise;
    }

    /** The same with another remedy. */
    public FlashFlowException instead(String other) {
        return place.refuse(wrong, other, this);
    }
}
