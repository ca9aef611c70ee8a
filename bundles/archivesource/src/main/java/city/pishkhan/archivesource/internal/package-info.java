/** Archives of the city that stay where they are, over REST, behind the spi. */
package city.pishkhan.archivesource.internal;
