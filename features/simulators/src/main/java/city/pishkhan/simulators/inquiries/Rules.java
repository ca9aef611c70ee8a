package city.pishkhan.simulators.inquiries;

/** A partner's published rules: what it decides follows from the facts that it is shown and from nothing else. */
@FunctionalInterface
public interface Rules {
    Decision decide(Asked asked);
}
