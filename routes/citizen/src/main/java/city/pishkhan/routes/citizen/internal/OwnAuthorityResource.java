package city.pishkhan.routes.citizen.internal;

import city.pishkhan.api.Page;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.CitizenCases;
import city.pishkhan.api.cases.Tracking;
import city.pishkhan.api.persons.Authorities;
import city.pishkhan.contracts.citizen.OwnAuthorities;
import city.pishkhan.contracts.citizen.OwnWithdrawal;
import city.pishkhan.contracts.office.persons.Revocation;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.call.FieldCheck;
import city.pishkhan.doors.mapping.AuthorityMapper;

/** Operations of citizens on their authorities, and the withdrawal of their cases. */
final class OwnAuthorityResource {
    private static final int LONGEST_REASON = 2_000;

    private final Authorities authorities;
    private final CitizenCases cases;
    private final Tracking tracking;

    OwnAuthorityResource(Authorities authorities, CitizenCases cases, Tracking tracking) {
        this.authorities = authorities;
        this.cases = cases;
        this.tracking = tracking;
    }

    DoorReply list(DoorCall doorCall) {
        Page<Authorities.Own> page = authorities.listOwn(doorCall.caller(), doorCall.param("cursor"), doorCall.limit());
        return DoorReply.ok(new OwnAuthorities(
                page.items().stream().map(OwnAuthorityResource::wire).toList(), page.next()));
    }

    private static OwnAuthorities.Line wire(Authorities.Own own) {
        return new OwnAuthorities.Line(own.held() ? "mine" : "over-me", AuthorityMapper.INSTANCE.wire(own.authority()));
    }

    DoorReply revoke(DoorCall doorCall) {
        Authorities.Authority revoked = authorities.revokeOwn(
                doorCall.caller(),
                doorCall.id("id", "authority"),
                FieldCheck.text("reason", doorCall.body(Revocation.class).reason(), LONGEST_REASON));
        return DoorReply.ok(AuthorityMapper.INSTANCE.wire(revoked)).about(revoked.id());
    }

    DoorReply withdraw(DoorCall doorCall) {
        CaseView view = cases.withdraw(
                doorCall.caller(),
                doorCall.id("id", "case"),
                doorCall.version(),
                FieldCheck.text("reason", doorCall.body(OwnWithdrawal.class).reason(), LONGEST_REASON));
        Tracking.TrackingStatus standing = tracking.find(view.tracking()).orElseThrow(() -> Refusal.notFound("case"));
        return DoorReply.ok(CitizenMapper.INSTANCE.own(view, standing))
                .version(view.version())
                .about(view.id());
    }
}
