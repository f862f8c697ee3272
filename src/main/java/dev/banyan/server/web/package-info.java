/**
 * The pages, a room for each. A page is filled from one view record that says all it shows; the pieces that change while it is open are partials,
 * and the same partial renders the first page, the live update and the answer to a form. A room's templates and tests lie in folders of its
 * name. Rooms depend on each other in one direction; nothing else depends on this package.
 */
package dev.banyan.server.web;
