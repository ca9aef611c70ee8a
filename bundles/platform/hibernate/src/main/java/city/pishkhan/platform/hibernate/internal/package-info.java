/** Creates entity manager factories from classes, without a persistence.xml. Begin with {@link JpaFactoryImpl}. */
package city.pishkhan.platform.hibernate.internal;
