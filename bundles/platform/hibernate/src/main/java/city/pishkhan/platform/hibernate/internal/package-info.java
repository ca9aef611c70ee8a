/** Creates entity manager factories from classes, without a persistence.xml. Begin with {@link JpaFactoryImpl}. */
@NullMarked
package city.pishkhan.platform.hibernate.internal;

import org.jspecify.annotations.NullMarked;
