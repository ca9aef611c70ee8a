package city.pishkhan.committee.internal;

import city.pishkhan.api.Access;
import city.pishkhan.api.Caller;
import city.pishkhan.api.Offices;
import city.pishkhan.api.Refusal;
import city.pishkhan.contracts.committee.Contract;
import city.pishkhan.contracts.committee.NewOffice;
import city.pishkhan.contracts.committee.NewQualification;
import city.pishkhan.contracts.committee.OfficeList;
import city.pishkhan.doors.Call;
import city.pishkhan.doors.Fields;
import city.pishkhan.doors.Reply;

/** Carries each operation on the register of offices to its service. */
final class RegisterDesk {
    private static final String PATH = "/committee/v1/offices/";
    static final String READ = "committee.office.read";

    private final Offices offices;
    private final Access access;

    RegisterDesk(Offices offices, Access access) {
        this.offices = offices;
        this.access = access;
    }

    Reply list(Call call) {
        boolean names = knows(call.caller());
        return Reply.ok(new OfficeList(
                offices.all().stream().map(o -> Wire.office(o, names)).toList()));
    }

    Reply find(Call call) {
        return Reply.ok(Wire.office(
                offices.find(call.param("code")).orElseThrow(() -> Refusal.notFound("office", "دفتر")),
                knows(call.caller())));
    }

    Reply add(Call call) {
        NewOffice given = call.body(NewOffice.class);
        Offices.Office added = offices.apply(call.caller(), new Offices.Application(given.code(), given.name(), (int)
                Fields.range("district", given.district(), 1, 22)));
        return Reply.created(PATH + added.code(), Wire.office(added, true));
    }

    Reply contract(Call call) {
        Contract given = call.body(Contract.class);
        return Reply.ok(Wire.office(
                offices.contract(
                        call.caller(),
                        call.param("code"),
                        new Offices.Contract(given.number(), given.from(), given.until())),
                true));
    }

    Reply qualify(Call call) {
        NewQualification given = call.body(NewQualification.class);
        return Reply.ok(Wire.office(
                offices.qualify(
                        call.caller(),
                        call.param("code"),
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
