package dev.banyan.server.access.kit;

import dev.banyan.server.access.people.CurrentUser;
import dev.banyan.server.access.sdkkey.SdkKeyScope;

/** Names of what an identity carries beside its principal. */
public final class Identities {

    /** Role of a person, whether signed in through the UI or holding a token. What they may do is {@link CurrentUser}'s business. */
    public static final String USER = "user";

    /** Role of a service that presented an SDK key. */
    public static final String SDK = "sdk";

    /** Attribute of an SDK identity: the {@link SdkKeyScope}. */
    public static final String SDK_SCOPE = "sdkScope";

    /** Attribute of an SDK identity: the number of its environment, a {@code Long}. */
    public static final String ENVIRONMENT_ID = "environmentId";

    /** The hash of the session's token. */
    public static final String SESSION = "session";

    public static final String CSRF_TOKEN = "csrfToken";
    public static final String CREDENTIAL_VERSION = "credentialVersion";

    private Identities() {}
}
