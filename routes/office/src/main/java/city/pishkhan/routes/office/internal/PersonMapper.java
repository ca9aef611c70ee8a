package city.pishkhan.routes.office.internal;

import city.pishkhan.api.Page;
import city.pishkhan.api.persons.Deaths;
import city.pishkhan.api.security.NumberProofs;
import city.pishkhan.contracts.office.persons.Death;
import city.pishkhan.contracts.office.persons.DeathList;
import city.pishkhan.contracts.office.persons.LoginSlip;
import city.pishkhan.contracts.office.persons.ProvedNumber;
import city.pishkhan.doors.mapping.WireMapping;
import org.mapstruct.Mapper;

/** Converts deaths, proved mobile numbers and login slips to the wire form. */
@Mapper(config = WireMapping.class)
abstract class PersonMapper {
    static final PersonMapper INSTANCE = new PersonMapperImpl();

    abstract DeathList deaths(Page<Deaths.Death> page);

    abstract Death death(Deaths.Death d);

    abstract ProvedNumber provedNumber(NumberProofs.ProvedMobile p);

    /** @param print the slip as text for the printer */
    abstract LoginSlip loginSlip(NumberProofs.LoginSlip s, String print);
}
