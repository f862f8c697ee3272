package dev.banyan.server.web.frame;

import dev.banyan.server.access.people.RememberedUser;
import dev.banyan.server.access.people.Viewer;
import dev.banyan.server.web.kit.EnvironmentAddress;
import dev.banyan.server.web.kit.Permit;
import dev.banyan.server.web.live.LiveSubject;
import dev.banyan.server.web.live.LiveView;
import jakarta.enterprise.context.RequestScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What open pages show of an outage while it lasts. */
@RequestScoped
public class OutageLive {
    private final RememberedUser remembered;
    private final OutageReader outage;
    private final OutagePages pages;

    OutageLive(RememberedUser remembered, OutageReader outage, OutagePages pages) {
        this.remembered = remembered;
        this.outage = outage;
        this.pages = pages;
    }

    /** What is known without the database. When it is back the stream ends, and the page opens one that shows everything. */
    public LiveView untilItIsOver(EnvironmentAddress address) {
        Viewer viewer = remembered.viewing(address.project());
        Permit mine = pages.permit(address.project());
        LiveSubject subject = LiveStreams.subject(address, mine, "the outage", permit -> {
            Map<String, String> pieces = new LinkedHashMap<>();
            pieces.put("outage", FrameParts.outage(outage.band()));
            outage.board(address, permit).ifPresent(board -> pieces.put("board", FrameParts.outageBoard(board)));
            return pieces;
        });
        return new LiveView(viewer, mine.csrf(), address, List.of(subject.seldom()), outage::over);
    }
}
