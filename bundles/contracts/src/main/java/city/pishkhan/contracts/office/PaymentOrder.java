package city.pishkhan.contracts.office;

/** @param gateway through which bank, e.g. {@code mellat} */
public record PaymentOrder(String gateway) {}
