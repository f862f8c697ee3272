package dev.banyan.sdk.internal.route;

/** Finds the place in the application's code that asks for a route. */
final class CallSite {
    private static final String SDK = "dev.banyan.sdk.";
    private static final String OPEN_FEATURE = "dev.openfeature.sdk.";
    private static final int MOST_CHARACTERS = 200;

    private CallSite() {}

    /** {@code com.shop.Orders.find:42}; null when no frame is the application's. Costs microseconds: a walk up the stack. */
    static String find() {
        for (StackTraceElement frame : new Throwable().getStackTrace()) {
            String name = frame.getClassName();
            boolean between = name.startsWith(SDK) || name.startsWith(OPEN_FEATURE);
            if (!between && !name.startsWith("java.") && !name.startsWith("jdk.")) {
                String site = name + '.' + frame.getMethodName() + ':' + Math.max(0, frame.getLineNumber());
                return site.substring(Math.max(0, site.length() - MOST_CHARACTERS));
            }
        }
        return null;
    }
}
