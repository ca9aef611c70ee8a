package city.pishkhan.contracts.citizen;

/**
 * What the holder of a proved number has stopped.
 *
 * @param count changes of number, and login slips, that waited and open nothing more
 */
public record StoppedChanges(int count) {}
