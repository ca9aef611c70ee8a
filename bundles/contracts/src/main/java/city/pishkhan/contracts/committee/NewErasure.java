package city.pishkhan.contracts.committee;

import city.pishkhan.contracts.OneOf;

/**
 * A person who is to be erased.
 *
 * @param nationalId national ID (10 digits) or legal-person ID (11 digits), check digit included; digits of any script
 * @param ground     {@code asked} (by the person), {@code law} or {@code retention} (the time for keeping it is over)
 */
public record NewErasure(String nationalId, @OneOf({"asked", "law", "retention"}) String ground) {}
