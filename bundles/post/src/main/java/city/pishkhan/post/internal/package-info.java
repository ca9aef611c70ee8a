/** The post's REST interface behind the spi. */
package city.pishkhan.post.internal;
