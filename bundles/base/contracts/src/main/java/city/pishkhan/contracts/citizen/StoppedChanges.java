package city.pishkhan.contracts.citizen;

/**
 * Result of cancelling pending changes of a number.
 *
 * @param count number of cancelled changes of number and login slips
 */
public record StoppedChanges(int count) {}
