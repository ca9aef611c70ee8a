package city.pishkhan.routes.fire.internal;

/** Where the routes begin and end in the hub. */
final class Addresses {
    static final String NOTICES = "pishkhan:notices?agency=fire&consumers=1";
    static final String ANSWERS = "pishkhan:answers";

    private Addresses() {}

    static String inquiries(int consumers) {
        return "pishkhan:inquiries?agency=fire&consumers=" + consumers;
    }
}
