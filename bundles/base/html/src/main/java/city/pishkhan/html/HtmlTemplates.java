package city.pishkhan.html;

import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import freemarker.cache.ClassTemplateLoader;
import freemarker.cache.MruCacheStorage;
import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.core.TemplateHTMLOutputModel;
import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapper;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.Version;
import freemarker.template.utility.DeepUnwrap;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * FreeMarker templates ({@code *.ftlh}) in the package of a class. All values are escaped, and a template cannot load
 * files or create Java objects. Each template is compiled at its first use. Thread-safe.
 *
 * <p>{@code text(key, arguments…)} in a template is a message of the bundle in the language of the page. Its arguments
 * may be markup.
 */
public final class HtmlTemplates {
    private static final Version VERSION = Configuration.VERSION_2_3_34;
    private static final HTMLOutputFormat HTML = HTMLOutputFormat.INSTANCE;
    private static final int MOST_COMPILED = 50;

    private final Class<?> owner;
    private final Configuration configuration = new Configuration(VERSION);

    public HtmlTemplates(Class<?> owner) {
        this.owner = owner;
        configuration.setTemplateLoader(new ClassTemplateLoader(owner, ""));
        configuration.setCacheStorage(new MruCacheStorage(MOST_COMPILED, 0));
        configuration.setTemplateUpdateDelayMilliseconds(Long.MAX_VALUE);
        configuration.setLocalizedLookup(false);
        configuration.setDefaultEncoding("UTF-8");
        configuration.setLocale(Locale.ROOT);
        configuration.setNumberFormat("computer");
        configuration.setInterpolationSyntax(Configuration.DOLLAR_INTERPOLATION_SYNTAX);
        configuration.setOutputFormat(HTML);
        configuration.setAutoEscapingPolicy(Configuration.FORCE_AUTO_ESCAPING_POLICY);
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        configuration.setAPIBuiltinEnabled(false);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        // the caller reports the exception
        configuration.setLogTemplateExceptions(false);
        // a wrapper from the builder is shared, and its cache would keep the classes of a replaced bundle in memory
        configuration.setObjectWrapper(new DefaultObjectWrapper(VERSION));
    }

    /**
     * Creates a page.
     *
     * @param name     file name of the template
     * @param language returns a text in the language of the page
     * @param values   values by the names that the template uses; a {@code null} value counts as missing
     * @throws IllegalStateException if the template has an error or a value is missing
     */
    public String render(String name, Function<Text, String> language, Map<String, ? extends @Nullable Object> values) {
        Map<String, @Nullable Object> model = new HashMap<>(values);
        model.put("text", (TemplateMethodModelEx) arguments -> message(language, arguments));
        StringWriter page = new StringWriter();
        try {
            configuration.getTemplate(name).process(model, page);
        } catch (TemplateException e) {
            throw new IllegalStateException("Template " + name + " failed", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return page.toString();
    }

    /** Returns markup if an argument is markup; the message itself must not contain characters to escape then. */
    private Object message(Function<Text, String> language, List<?> given) throws TemplateModelException {
        boolean markup = given.stream().anyMatch(TemplateHTMLOutputModel.class::isInstance);
        Object[] arguments = new Object[given.size() - 1];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = argument((TemplateModel) given.get(i + 1), markup);
        }
        String text = language.apply(Messages.of(owner).text(given.get(0).toString(), arguments));
        return markup ? HTML.fromMarkup(text) : text;
    }

    private static Object argument(TemplateModel argument, boolean markup) throws TemplateModelException {
        if (argument instanceof TemplateHTMLOutputModel html) {
            return HTML.getMarkupString(html);
        }
        Object value = DeepUnwrap.unwrap(argument);
        return markup ? HTML.escapePlainText(String.valueOf(value)) : value;
    }
}
