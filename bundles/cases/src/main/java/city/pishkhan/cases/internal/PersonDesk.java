package city.pishkhan.cases.internal;

import city.pishkhan.api.Persons;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@link Persons} from the rows of cases. */
@Component(service = Persons.class)
public final class PersonDesk implements Persons {
    private final People people;
    private final Parties parties;

    @Activate
    public PersonDesk(@Reference CaseStore store) {
        this.people = store.people();
        this.parties = store.parties();
    }

    @Override
    public Optional<UUID> find(String id) {
        return people.find(id);
    }

    @Override
    public Optional<String> mobile(UUID person) {
        return parties.mobile(person);
    }

    @Override
    public String number(UUID person, String mobile) {
        return parties.number(person, mobile);
    }

    @Override
    public List<Party> ofCase(UUID caseId) {
        return parties.of(caseId);
    }

    @Override
    public List<UUID> cases(UUID person) {
        return parties.cases(person);
    }
}
