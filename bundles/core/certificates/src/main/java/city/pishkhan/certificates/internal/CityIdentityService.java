package city.pishkhan.certificates.internal;

import city.pishkhan.api.CityIdentity;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import city.pishkhan.pdf.Emblem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link CityIdentity}: reads the city's names, signatory and emblem from the configuration. If the emblem cannot be
 * read or contains anything but plain shapes, an error is logged and documents are printed without it.
 */
@Component(service = CityIdentity.class, configurationPid = "city.pishkhan.city")
@Designate(ocd = CityIdentityService.Config.class)
public final class CityIdentityService implements CityIdentity {
    private static final Logger LOG = LoggerFactory.getLogger(CityIdentityService.class);
    private static final Messages MESSAGES = Messages.of(CityIdentityService.class);
    private static final int LATIN_1 = 0xFF;

    /** Configuration with the PID {@code city.pishkhan.city}. */
    @ObjectClassDefinition(name = "Pishkhan city")
    @interface Config {
        @AttributeDefinition(description = "Persian name of the municipality; empty: شهرداری")
        String name_fa() default "";

        @AttributeDefinition(description = "English name of the municipality; empty: Municipality")
        String name_en() default "";

        @AttributeDefinition(description = "Persian name of the department that issues certificates; empty: none")
        String unit_fa() default "";

        @AttributeDefinition(description = "English name of the department that issues certificates; empty: none")
        String unit_en() default "";

        @AttributeDefinition(description = "Person named as signatory of certificates, in Persian; empty: none")
        String signatory_name() default "";

        @AttributeDefinition(description = "Office of the signatory, in Persian; empty: none")
        String signatory_title() default "";

        @AttributeDefinition(description = "SVG file of the city's emblem, with plain shapes only; empty: none")
        String emblem() default "";
    }

    private final Identity identity;

    @Activate
    public CityIdentityService(Config config) {
        String read = null;
        if (!config.emblem().isBlank()) {
            try {
                read = Emblem.read(Files.readString(Path.of(config.emblem()))).svg();
            } catch (IOException | IllegalArgumentException e) {
                LOG.error("Documents are printed without the emblem {}: {}", config.emblem(), e.getMessage());
            }
        }
        identity = new Identity(
                new Text(
                        orDefault(config.name_en(), MESSAGES.english("certificate-paper.city")),
                        orDefault(config.name_fa(), MESSAGES.persian("certificate-paper.city"))),
                new Text(utf8(config.unit_en()), utf8(config.unit_fa())),
                utf8(config.signatory_name()),
                utf8(config.signatory_title()),
                read);
    }

    @Override
    public Identity identity() {
        return identity;
    }

    private static String orDefault(String value, String otherwise) {
        return value.isBlank() ? otherwise : utf8(value);
    }

    /** Decodes a value of a UTF-8 file, because the container reads configuration files as ISO 8859-1. */
    private static String utf8(String value) {
        if (value.chars().anyMatch(c -> c > LATIN_1)) {
            return value.strip();
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString()
                    .strip();
        } catch (CharacterCodingException e) {
            // the value is not UTF-8: the file itself is in ISO 8859-1
            return value.strip();
        }
    }
}
