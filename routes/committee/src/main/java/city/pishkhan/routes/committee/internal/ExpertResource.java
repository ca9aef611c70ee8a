package city.pishkhan.routes.committee.internal;

import city.pishkhan.api.Page;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Experts;
import city.pishkhan.api.governance.Experts.Entry;
import city.pishkhan.api.governance.Experts.Registered;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.Caller;
import city.pishkhan.contracts.committee.ExpertChange;
import city.pishkhan.contracts.committee.ExpertEnd;
import city.pishkhan.contracts.committee.NewExpert;
import city.pishkhan.contracts.committee.NewLeave;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.mapping.ListTable;
import city.pishkhan.messages.Messages;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Operations on the register of experts. */
final class ExpertResource {
    private static final Messages MESSAGES = Messages.of(ExpertResource.class);
    static final String READ = "committee.expert.read";
    private static final String PATH = "/committee/v1/experts/";

    private final Experts experts;
    private final Access access;

    ExpertResource(Experts experts, Access access) {
        this.experts = experts;
        this.access = access;
    }

    DoorReply list(DoorCall doorCall) {
        boolean names = canSeeNames(doorCall.caller());
        Page<Registered> page =
                experts.list(doorCall.caller(), doorCall.param("office"), doorCall.param("cursor"), doorCall.limit());
        return DoorReply.ok(ExpertMapper.INSTANCE.list(page, names));
    }

    DoorReply table(DoorCall doorCall) {
        boolean names = canSeeNames(doorCall.caller());
        String office = doorCall.param("office");
        ListTable table = new ListTable(
                doorCall,
                MESSAGES,
                "name",
                "login",
                "state",
                "disciplines",
                "office",
                "second-office",
                "licence",
                "from",
                "until",
                "entered",
                "ended");
        return table.reply(
                "pishkhan-experts",
                null,
                cursor -> experts.list(doorCall.caller(), office, cursor, ListTable.LINES),
                e -> line(table, e, names));
    }

    private static void line(ListTable table, Registered r, boolean names) {
        Entry e = r.entry();
        table.line(
                names ? e.name() : null,
                e.login(),
                table.translate("table.expert.", r.state()),
                table.name("discipline", e.disciplines()),
                e.office(),
                e.secondOffice(),
                names ? e.licence().number() : null,
                table.day(e.licence().from()),
                table.day(e.licence().until()),
                table.minute(r.entered()),
                table.minute(r.ended()));
    }

    DoorReply choices(DoorCall doorCall) {
        return DoorReply.ok(ExpertMapper.INSTANCE.choices(experts.choices(doorCall.caller())));
    }

    DoorReply find(DoorCall doorCall) {
        return DoorReply.ok(ExpertMapper.INSTANCE.expert(
                experts.find(doorCall.caller(), id(doorCall)), canSeeNames(doorCall.caller())));
    }

    DoorReply enter(DoorCall doorCall) {
        NewExpert given = doorCall.body(NewExpert.class);
        Registered entered = experts.enter(doorCall.caller(), given.nationalId(), entry(given));
        return DoorReply.created(PATH + entered.id(), ExpertMapper.INSTANCE.expert(entered, true));
    }

    DoorReply change(DoorCall doorCall) {
        ExpertChange given = doorCall.body(ExpertChange.class);
        return DoorReply.ok(
                ExpertMapper.INSTANCE.expert(experts.change(doorCall.caller(), id(doorCall), entry(given)), true));
    }

    DoorReply leave(DoorCall doorCall) {
        NewLeave given = doorCall.body(NewLeave.class);
        return DoorReply.ok(ExpertMapper.INSTANCE.expert(
                experts.recordLeave(doorCall.caller(), id(doorCall), new Experts.Leave(given.from(), given.until())),
                true));
    }

    DoorReply end(DoorCall doorCall) {
        return DoorReply.ok(ExpertMapper.INSTANCE.expert(
                experts.endService(
                        doorCall.caller(),
                        id(doorCall),
                        doorCall.body(ExpertEnd.class).reason()),
                true));
    }

    private static UUID id(DoorCall doorCall) {
        return doorCall.id("id", "expert");
    }

    /** Returns whether the caller may see the names of experts. */
    private boolean canSeeNames(Caller caller) {
        return access.scope(caller, READ).all();
    }

    private static Entry entry(NewExpert given) {
        requireNoNulls("disciplines", given.disciplines());
        requireNoNulls("secondDays", given.secondDays());
        return ExpertMapper.INSTANCE.entry(given);
    }

    private static Entry entry(ExpertChange given) {
        requireNoNulls("disciplines", given.disciplines());
        requireNoNulls("secondDays", given.secondDays());
        return ExpertMapper.INSTANCE.entry(given);
    }

    private static void requireNoNulls(String field, @Nullable List<String> list) {
        if (list != null && list.contains(null)) {
            throw Refusal.invalid("list.entry/experts", field, field);
        }
    }
}
