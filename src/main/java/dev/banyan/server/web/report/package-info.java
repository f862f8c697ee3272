/** What services report beside their requests: comparisons, second writes that failed, local switches, and what their code asks for. */
package dev.banyan.server.web.report;
