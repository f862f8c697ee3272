/** What all rooms of delivery need: settings, figures, its own connections to the database, texts in the forms in which they are sent. */
package dev.banyan.server.delivery.kit;
