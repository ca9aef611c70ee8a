package city.pishkhan.doors.mapping;

import city.pishkhan.api.rules.AgencyRule;
import city.pishkhan.api.rules.RuleTexts;
import city.pishkhan.api.rules.Stage;
import city.pishkhan.contracts.office.forms.ServiceForm;
import city.pishkhan.contracts.office.forms.ServiceForm.Field;
import city.pishkhan.contracts.office.forms.ServiceForm.Word;
import city.pishkhan.messages.Messages;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** Converts stages, agencies and codes of the rules to the wire form that all doors share. */
public final class StageMapper {
    private static final Messages MESSAGES = Messages.of(StageMapper.class);

    private StageMapper() {}

    /** @param findings fields of an inspection stage, otherwise empty */
    public static ServiceForm.Stage stage(Stage stage, List<Field> findings) {
        return new ServiceForm.Stage(
                stage.id(),
                stage.kind().name().toLowerCase(Locale.ROOT),
                stage.titleEn(),
                stage.titleFa(),
                new TreeMap<>(stage.agencies())
                        .entrySet().stream()
                                .map(a -> agency(a.getKey(), a.getValue()))
                                .toList(),
                findings);
    }

    private static ServiceForm.Agency agency(String name, AgencyRule rule) {
        String silence = rule.silence().name().toLowerCase(Locale.ROOT);
        return new ServiceForm.Agency(
                name, silence, MESSAGES.english("silence." + silence), MESSAGES.persian("silence." + silence));
    }

    public static List<Word> words(List<RuleTexts.Word> all) {
        return all.stream().map(w -> new Word(w.code(), w.en(), w.fa())).toList();
    }
}
