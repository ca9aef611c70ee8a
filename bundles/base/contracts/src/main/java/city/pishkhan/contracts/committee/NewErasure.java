package city.pishkhan.contracts.committee;

import city.pishkhan.contracts.OneOf;

/**
 * Request to erase a person.
 *
 * @param nationalId national ID (10 digits) or legal-person ID (11 digits), check digit included; digits of any script are accepted
 * @param ground     {@code asked} (the person requested it), {@code law} or {@code retention} (the retention period is over)
 */
public record NewErasure(String nationalId, @OneOf({"asked", "law", "retention"}) String ground) {}
