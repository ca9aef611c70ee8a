package city.pishkhan.cases.internal.persons;

import city.pishkhan.api.persons.Persons;
import city.pishkhan.cases.internal.store.CaseRepository;
import city.pishkhan.cases.internal.store.PartyRepository;
import city.pishkhan.cases.internal.store.PersonRepository;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@link Persons}: finds people and their mobile numbers through the parties of cases. */
@Component(service = Persons.class)
public final class PersonService implements Persons {
    private final PersonRepository personRepository;
    private final PartyRepository partyRepository;

    @Activate
    public PersonService(@Reference CaseRepository store) {
        this.personRepository = store.people();
        this.partyRepository = store.parties();
    }

    @Override
    public Optional<UUID> find(String id) {
        return personRepository.find(id);
    }

    @Override
    public UUID register(String id) {
        return personRepository.admit(List.of(id)).ids().get(0);
    }

    @Override
    public Optional<String> mobile(UUID person) {
        return partyRepository.mobile(person);
    }

    @Override
    public String number(UUID person, String mobile) {
        return partyRepository.number(person, mobile);
    }

    @Override
    public List<Party> ofCase(UUID caseId) {
        return partyRepository.findByCase(caseId);
    }

    @Override
    public Map<UUID, List<Party>> ofCases(Collection<UUID> cases) {
        return partyRepository.findByCase(cases);
    }

    @Override
    public List<UUID> cases(UUID person) {
        return partyRepository.notifiedCases(person);
    }
}
