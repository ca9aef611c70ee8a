package city.pishkhan.routes.office.internal;

import city.pishkhan.api.Page;
import city.pishkhan.api.persons.Authorities;
import city.pishkhan.api.persons.Deaths;
import city.pishkhan.contracts.office.persons.NewAuthority;
import city.pishkhan.contracts.office.persons.NewDeath;
import city.pishkhan.contracts.office.persons.Revocation;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.call.FieldCheck;
import city.pishkhan.doors.mapping.AuthorityMapper;
import java.util.UUID;

/** Operations on authorities and deaths. */
final class AuthorityResource {
    private static final int LONGEST_REASON = 2_000;
    private static final int LONGEST_STATE = 10;
    private static final int LONGEST_NUMBER = 50;

    private final Authorities authorities;
    private final Deaths deaths;

    AuthorityResource(Authorities authorities, Deaths deaths) {
        this.authorities = authorities;
        this.deaths = deaths;
    }

    DoorReply record(DoorCall doorCall) {
        Authorities.Authority recorded =
                authorities.record(doorCall.caller(), AuthorityMapper.newAuthority(doorCall.body(NewAuthority.class)));
        return DoorReply.created("/office/v1/authorities/" + recorded.id(), AuthorityMapper.INSTANCE.wire(recorded))
                .about(recorded.id());
    }

    DoorReply list(DoorCall doorCall) {
        return DoorReply.ok(AuthorityMapper.INSTANCE.list(authorities.list(
                doorCall.caller(),
                FieldCheck.optional("state", doorCall.param("state"), LONGEST_STATE),
                doorCall.param("cursor"),
                doorCall.limit())));
    }

    DoorReply find(DoorCall doorCall) {
        return DoorReply.ok(AuthorityMapper.INSTANCE.wire(authorities.find(doorCall.caller(), id(doorCall))));
    }

    private static UUID id(DoorCall doorCall) {
        return doorCall.id("id", "authority");
    }

    DoorReply revoke(DoorCall doorCall) {
        Authorities.Authority revoked = authorities.revoke(doorCall.caller(), id(doorCall), reason(doorCall));
        return DoorReply.ok(AuthorityMapper.INSTANCE.wire(revoked)).about(revoked.id());
    }

    private static String reason(DoorCall doorCall) {
        return FieldCheck.text("reason", doorCall.body(Revocation.class).reason(), LONGEST_REASON);
    }

    DoorReply recordDeath(DoorCall doorCall) {
        NewDeath given = doorCall.body(NewDeath.class);
        Deaths.Death recorded = deaths.record(
                doorCall.caller(),
                new Deaths.NewDeath(
                        FieldCheck.person("nationalId", given.nationalId()),
                        FieldCheck.text("certificate", given.certificate(), LONGEST_NUMBER),
                        FieldCheck.day("died", FieldCheck.present("died", given.died()), null)));
        return DoorReply.created("/office/v1/deaths/" + recorded.id(), PersonMapper.INSTANCE.death(recorded))
                .about(recorded.id());
    }

    DoorReply deaths(DoorCall doorCall) {
        Page<Deaths.Death> page = deaths.list(doorCall.caller(), doorCall.param("cursor"), doorCall.limit());
        return DoorReply.ok(PersonMapper.INSTANCE.deaths(page));
    }

    DoorReply annulDeath(DoorCall doorCall) {
        Deaths.Death annulled = deaths.annul(doorCall.caller(), doorCall.id("id", "death"), reason(doorCall));
        return DoorReply.ok(PersonMapper.INSTANCE.death(annulled)).about(annulled.id());
    }
}
