package city.pishkhan.spi;

/** A register of who owns which mobile number (such as the regulator's), asked for one pair at a time. */
public interface NumberOwnership {

    /** What the register says of a number and a person. */
    enum Owner {
        /** the number is registered to this person */
        OWNED,
        /** it is registered to somebody else */
        ANOTHERS,
        /** the register cannot say: of this operator, or of this person, it knows nothing */
        UNKNOWN
    }

    /**
     * @param nationalId canonical
     * @param mobile     {@code 09…}
     * @throws PartnerUnavailable the register was not reached, or what came back made no sense
     */
    Owner owner(String nationalId, String mobile);
}
