package city.pishkhan.contracts.office;

/** @param reason why, for the record */
public record Withdrawal(String reason) {}
