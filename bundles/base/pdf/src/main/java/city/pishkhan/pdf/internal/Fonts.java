package city.pishkhan.pdf.internal;

import com.lowagie.text.pdf.BaseFont;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;

/**
 * The Vazirmatn fonts, whose licence permits embedding and is included in this bundle. They are parsed at first use and cached by a soft
 * reference, so that they can be freed if memory runs low.
 */
public final class Fonts {
    private static SoftReference<Fonts> kept = new SoftReference<>(null);

    private final BaseFont plain = read("Vazirmatn-Regular.ttf");
    private final BaseFont bold = read("Vazirmatn-Bold.ttf");

    private Fonts() {}

    /** Returns the fonts. Callers keep the reference until their page is written, to prevent a second parse. */
    public static synchronized Fonts get() {
        Fonts fonts = kept.get();
        if (fonts == null) {
            fonts = new Fonts();
            kept = new SoftReference<>(fonts);
        }
        return fonts;
    }

    public BaseFont plain() {
        return plain;
    }

    public BaseFont bold() {
        return bold;
    }

    private static BaseFont read(String name) {
        try (InputStream in = Fonts.class.getResourceAsStream(name)) {
            // the library's own cache never evicts fonts
            BaseFont font =
                    BaseFont.createFont(name, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, false, in.readAllBytes(), null);
            LogicalWriter.prepare(font);
            return font;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
