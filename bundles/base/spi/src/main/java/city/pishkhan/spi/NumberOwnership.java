package city.pishkhan.spi;

/** A register of the owners of mobile numbers, such as the regulator's. Each call checks one pair of person and number. */
public interface NumberOwnership {

    /** The register's answer for a number and a person. */
    enum Owner {
        /** the number is registered to this person */
        OWNED,
        /** the number is registered to another person */
        ANOTHERS,
        /** the register has no record of this person or of the number's operator */
        UNKNOWN
    }

    /**
     * Checks whether a mobile number is registered to a person.
     * @param nationalId canonical form
     * @param mobile     {@code 09…}
     * @throws PartnerUnavailable the register was not reached or sent an invalid reply
     */
    Owner owner(String nationalId, String mobile);
}
