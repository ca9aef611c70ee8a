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
import city.pishkhan.doors.mapping.ListTable;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.identifiers.RenovationCode;
import city.pishkhan.messages.Messages;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Operations on the register of offices. */
final class OfficeRegisterResource {
    private static final Messages MESSAGES = Messages.of(OfficeRegisterResource.class);
    private static final String PATH = "/committee/v1/offices/";
    static final String READ = "committee.office.read";

    private final Offices offices;
    private final Access access;

    OfficeRegisterResource(Offices offices, Access access) {
        this.offices = offices;
        this.access = access;
    }

    DoorReply list(DoorCall doorCall) {
        boolean names = canSeeNames(doorCall.caller());
        return DoorReply.ok(new OfficeList(offices.all().stream()
                .map(o -> CommitteeMapper.INSTANCE.office(o, names))
                .toList()));
    }

    DoorReply table(DoorCall doorCall) {
        ListTable table = new ListTable(
                doorCall,
                MESSAGES,
                "office",
                "name",
                "district",
                "state",
                "contract",
                "from",
                "until",
                "qualified",
                "suspension");
        return table.reply("pishkhan-offices", offices.all(), o -> {
            Optional<Offices.Contract> contract = Optional.ofNullable(o.contract());
            table.line(
                    o.code(),
                    o.name(),
                    o.district(),
                    table.translate("table.office.", o.state()),
                    contract.map(Offices.Contract::number).orElse(null),
                    contract.map(c -> table.day(c.from())).orElse(null),
                    contract.map(c -> table.day(c.until())).orElse(null),
                    table.name("service", qualifiedServices(o)),
                    o.suspension());
        });
    }

    /** Services of the qualifications that are valid today. */
    private static Collection<String> qualifiedServices(Offices.Office office) {
        LocalDate today = LocalDate.now(PersianDate.TEHRAN);
        return office.qualifications().stream()
                .filter(q -> !q.from().isAfter(today) && !q.until().isBefore(today))
                .map(Offices.Qualification::service)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    DoorReply find(DoorCall doorCall) {
        return DoorReply.ok(CommitteeMapper.INSTANCE.office(
                offices.find(doorCall.requiredParam("code")).orElseThrow(() -> Refusal.notFound("office")),
                canSeeNames(doorCall.caller())));
    }

    DoorReply add(DoorCall doorCall) {
        NewOffice given = doorCall.body(NewOffice.class);
        Offices.Office added =
                offices.apply(doorCall.caller(), new Offices.Application(given.code(), given.name(), (int)
                        FieldCheck.range("district", given.district(), 1, RenovationCode.DISTRICTS)));
        return DoorReply.created(PATH + added.code(), CommitteeMapper.INSTANCE.office(added, true));
    }

    DoorReply contract(DoorCall doorCall) {
        Contract given = doorCall.body(Contract.class);
        return DoorReply.ok(CommitteeMapper.INSTANCE.office(
                offices.recordContract(
                        doorCall.caller(),
                        doorCall.requiredParam("code"),
                        new Offices.Contract(given.number(), given.from(), given.until())),
                true));
    }

    DoorReply qualify(DoorCall doorCall) {
        NewQualification given = doorCall.body(NewQualification.class);
        return DoorReply.ok(CommitteeMapper.INSTANCE.office(
                offices.qualify(
                        doorCall.caller(),
                        doorCall.requiredParam("code"),
                        new Offices.Qualification(
                                null,
                                given.service(),
                                given.expert(),
                                given.expertName(),
                                given.from(),
                                given.until())),
                true));
    }

    /** Returns whether the caller may see the names of experts. */
    private boolean canSeeNames(Caller caller) {
        return access.scope(caller, READ).all();
    }
}
