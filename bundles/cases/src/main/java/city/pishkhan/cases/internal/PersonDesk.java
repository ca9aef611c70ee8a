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
    private final CaseStore store;

    @Activate
    public PersonDesk(@Reference CaseStore store) {
        this.store = store;
    }

    @Override
    public Optional<UUID> find(String id) {
        return store.tx().required(sql -> sql.createQuery("select id from cases.person where national_id = :id")
                .bind("id", id)
                .mapTo(UUID.class)
                .findOne());
    }

    @Override
    public Optional<String> mobile(UUID person) {
        return store.tx().required(sql -> sql.createQuery("select mobile from cases.applicant"
                        + " where person = :person and mobile is not null order by case_id desc limit 1")
                .bind("person", person)
                .mapTo(String.class)
                .findOne());
    }

    @Override
    public List<Party> ofCase(UUID caseId) {
        return store.tx().required(sql -> sql.createQuery(
                        "select person, role, name, mobile from cases.applicant where case_id = :case order by position")
                .bind("case", caseId)
                .map((row, context) -> new Party(
                        row.getObject(1, UUID.class), row.getString(2), row.getString(3), row.getString(4), false))
                .list());
    }

    @Override
    public List<UUID> cases(UUID person) {
        return store.tx().required(sql -> sql.createQuery(
                        "select distinct case_id from cases.applicant where person = :person order by case_id desc")
                .bind("person", person)
                .mapTo(UUID.class)
                .list());
    }
}
