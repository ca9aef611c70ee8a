/**
 * The pictures of the handbook: their list, and the cases that they show. {@code bin/pictures} takes the pictures, and an integration test
 * checks that the pages still have the pictured elements. Begin with {@link city.pishkhan.testkit.pictures.HandbookPicture}.
 */
package city.pishkhan.testkit.pictures;
