package flashflow.plots;

import flashflow.plots.style.ColorCycle;
import flashflow.plots.style.FigureStyle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.Table;

/** Figures as a paper or a talk has them. */
final class StyledFigures {
    static final FigureStyle PAPER =
            FigureStyle.paper().label("Work in progress").luminosity("59.8 fb⁻¹ (13 TeV)");

    private StyledFigures() {}

    static Map<String, Figure> made() {
        Table context = TestSamples.context(3000);
        Table reference = TestSamples.targets(context, 2, 0);
        Table sample = TestSamples.targets(context, 3, 0.02);
        var made = new LinkedHashMap<String, Figure>();
        var one = Plots.distribution("ptRatio", reference, sample);
        var two = Plots.profile("ptRatio", "pt", context, reference, sample);
        var three = Plots.contours("ptRatio", "btagDeepB", reference, sample);
        made.put("paper-distribution", one.style(PAPER));
        made.put("paper-titled", one.style(FigureStyle.defaults().width(8.6).fontSize(8)));
        made.put("paper-petroff", two.style(PAPER.colors(ColorCycle.PETROFF_10)));
        made.put("talk-contours", three.style(FigureStyle.talk().label("Work in progress")));
        made.put("square", three.style(FigureStyle.defaults().width(9).height(9)));
        made.put("grid", Plots.grid(2, one, two, three, Plots.loss(TestSamples.history(12))));
        made.put(
                "paper-grid",
                Plots.grid(3, one, two, three).style(PAPER.width(18).height(7).colors(ColorCycle.PETROFF_10)));
        made.put(
                "paper-corner",
                Plots.corner(List.of("ptRatio", "btagDeepB", "nConstituents"), reference, sample)
                        .style(PAPER.width(17)));
        return made;
    }
}
