package flashflow.spark.command;

import flashflow.spark.validation.SpreadValidation;
import java.util.ArrayList;
import java.util.List;

/**
 * A target in bins of a context column, as words: {@code TARGET CONTEXT EDGE EDGE ...}.
 *
 * @param edges of the context's bins
 */
record ProfileOption(String target, String context, double[] edges) {
    /** @throws flashflow.FlashFlowException if two names and two edges do not follow each other, once or more */
    static List<ProfileOption> of(List<String> words) {
        var found = new ArrayList<ProfileOption>();
        for (int at = 0; at < words.size(); ) {
            int names = at;
            at += 2;
            int first = at;
            while (at < words.size() && isNumber(words.get(at))) {
                at++;
            }
            if (at - first < 2) {
                throw Options.refuse(
                        "--profile has no TARGET CONTEXT EDGE EDGE ... in '" + String.join(" ", words) + "'");
            }
            double[] edges = words.subList(first, at).stream()
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            found.add(new ProfileOption(words.get(names), words.get(names + 1), edges));
        }
        return found;
    }

    private static boolean isNumber(String word) {
        try {
            return Double.isFinite(Double.parseDouble(word));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    SpreadValidation addTo(SpreadValidation validation) {
        return validation.profile(target, context, edges);
    }
}
