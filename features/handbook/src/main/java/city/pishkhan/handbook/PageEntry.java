package city.pishkhan.handbook;

import java.nio.file.Path;

/**
 * A page's line in the contents.
 *
 * @param name     last part of the page's address
 * @param audience who may read it
 * @param language BCP 47 tag of the language that most of it is in
 * @param source   its Markdown, an absolute normalized path
 */
record PageEntry(String name, Audience audience, String language, Path source) {

    /** The page that is served at the handbook's own address. */
    static final String INDEX = "index";

    enum Audience {
        ANYBODY,
        OPERATOR
    }

    boolean index() {
        return name.equals(INDEX);
    }

    boolean rightToLeft() {
        return language.equals("fa");
    }

    /** Where a page finds another, relative to its own address: the index is at {@code …/handbook}, all others below it. */
    String hrefTo(PageEntry other) {
        if (other.index()) {
            return index() ? "handbook" : "../handbook";
        }
        return hrefBelow(other.name());
    }

    /** The same for what lies beside the pages. */
    String hrefBelow(String file) {
        return index() ? "handbook/" + file : file;
    }
}
