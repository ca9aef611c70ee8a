package city.pishkhan.routes.committee.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Offices;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.Caller;
import city.pishkhan.contracts.committee.Contract;
import city.pishkhan.contracts.committee.NewOffice;
import city.pishkhan.contracts.committee.NewQualification;
import city.pishkhan.contracts.committee.OfficeList;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.call.FieldCheck;

/** Carries each operation on the register of offices to its service. */
final class OfficeRegisterResource {
    private static final String PATH = "/committee/v1/offices/";
    static final String READ = "committee.office.read";

    private final Offices offices;
    private final Access access;

    OfficeRegisterResource(Offices offices, Access access) {
        this.offices = offices;
        this.access = access;
    }

    DoorReply list(DoorCall doorCall) {
        boolean names = knows(doorCall.caller());
        return DoorReply.ok(new OfficeList(offices.all().stream()
                .map(o -> CommitteeMapper.office(o, names))
                .toList()));
    }

    DoorReply find(DoorCall doorCall) {
        return DoorReply.ok(CommitteeMapper.office(
                offices.find(doorCall.param("code")).orElseThrow(() -> Refusal.notFound("office")),
                knows(doorCall.caller())));
    }

    DoorReply add(DoorCall doorCall) {
        NewOffice given = doorCall.body(NewOffice.class);
        Offices.Office added =
                offices.apply(doorCall.caller(), new Offices.Application(given.code(), given.name(), (int)
                        FieldCheck.range("district", given.district(), 1, 22)));
        return DoorReply.created(PATH + added.code(), CommitteeMapper.office(added, true));
    }

    DoorReply contract(DoorCall doorCall) {
        Contract given = doorCall.body(Contract.class);
        return DoorReply.ok(CommitteeMapper.office(
                offices.contract(
                        doorCall.caller(),
                        doorCall.param("code"),
                        new Offices.Contract(given.number(), given.from(), given.until())),
                true));
    }

    DoorReply qualify(DoorCall doorCall) {
        NewQualification given = doorCall.body(NewQualification.class);
        return DoorReply.ok(CommitteeMapper.office(
                offices.qualify(
                        doorCall.caller(),
                        doorCall.param("code"),
                        new Offices.Qualification(
                                null,
                                given.service(),
                                given.expert(),
                                given.expertName(),
                                given.from(),
                                given.until())),
                true));
    }

    /** Whether the caller may see who the experts are. */
    private boolean knows(Caller caller) {
        return access.scope(caller, READ).all();
    }
}
