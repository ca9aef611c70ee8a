package city.pishkhan.simulators.inquiries;

/** A partner's decision rules, which depend only on the facts of the inquiry. */
@FunctionalInterface
public interface Rules {
    Decision decide(ReceivedInquiry asked);
}
