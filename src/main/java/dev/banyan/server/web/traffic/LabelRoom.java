package dev.banyan.server.web.traffic;

/** The room above a chart in which labels stand side by side: each from its mark away from the nearer edge. Not thread-safe. */
final class LabelRoom {
    private double taken = Double.MAX_VALUE;

    /**
     * From the right to the left.
     *
     * @param percent where the mark is
     * @param width of the label, in percent
     * @return whether it was free
     */
    boolean take(double percent, double width) {
        double from = percent > ChartView.Mark.TURNS ? percent - width : percent;
        boolean free = from + width <= taken;
        taken = free ? from : taken;
        return free;
    }
}
