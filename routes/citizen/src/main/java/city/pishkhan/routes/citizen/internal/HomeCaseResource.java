package city.pishkhan.routes.citizen.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.HomeCases;
import city.pishkhan.api.cases.Tracking;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.api.rules.RuleSet;
import city.pishkhan.contracts.citizen.NewHomeCase;
import city.pishkhan.contracts.citizen.OwnCase;
import city.pishkhan.contracts.office.forms.ServiceList;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.call.FieldCheck;
import city.pishkhan.identifiers.RenovationCode;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;

/** Operations on cases that citizens open at home. */
final class HomeCaseResource {
    private final HomeCases homes;
    private final Procedures procedures;
    private final Tracking tracking;

    HomeCaseResource(HomeCases homes, Procedures procedures, Tracking tracking) {
        this.homes = homes;
        this.procedures = procedures;
        this.tracking = tracking;
    }

    DoorReply services(DoorCall doorCall) {
        RuleSet rules = procedures.inForce();
        return DoorReply.ok(new ServiceList(
                rules.hash(),
                rules.services().stream()
                        .map(rules::procedure)
                        .flatMap(Optional::stream)
                        .filter(Procedure::home)
                        .sorted(Comparator.comparing(Procedure::service))
                        .map(p -> new ServiceList.Line(p.service(), p.titleEn(), p.titleFa(), p.subject(), null))
                        .toList(),
                RenovationCode.LENGTHS));
    }

    /**
     * Asks the registry whether the vehicle belongs to the citizen. Call it without a transaction, because the registry
     * is an external system.
     */
    HomeCases.OwnedSubject match(DoorCall doorCall) {
        NewHomeCase given = doorCall.body(NewHomeCase.class);
        return homes.match(doorCall.caller(), FieldCheck.name("service", given.service()), given.subject());
    }

    DoorReply open(DoorCall doorCall, HomeCases.OwnedSubject matched) {
        CaseView view = homes.open(
                doorCall.caller(), matched, doorCall.body(NewHomeCase.class).district());
        return DoorReply.created("/citizen/v1/cases/" + view.id(), own(view))
                .version(view.version())
                .about(view.id());
    }

    /**
     * Asks the registry again whether the vehicle belongs to the citizen, before the citizen submits an opened case.
     * See {@link #match}.
     */
    HomeCases.OwnedSubject matchAgain(DoorCall doorCall) {
        return homes.rematch(doorCall.caller(), id(doorCall));
    }

    DoorReply submit(DoorCall doorCall, HomeCases.OwnedSubject matched) {
        CaseView view = homes.submit(doorCall.caller(), matched, id(doorCall), doorCall.version());
        return DoorReply.ok(own(view)).version(view.version()).about(view.id());
    }

    private OwnCase own(CaseView view) {
        Tracking.TrackingStatus standing = tracking.find(view.tracking()).orElseThrow(() -> Refusal.notFound("case"));
        return CitizenMapper.INSTANCE.own(view, standing);
    }

    private static UUID id(DoorCall doorCall) {
        return doorCall.id("id", "case");
    }
}
