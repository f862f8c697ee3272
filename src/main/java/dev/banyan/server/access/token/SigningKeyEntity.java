package dev.banyan.server.access.token;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "signing_key")
class SigningKeyEntity {

    @Id
    String kid;

    @Column(name = "public_key")
    String publicKey;

    @Column(name = "private_key")
    String privateKey;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "retires_at")
    Instant retiresAt;
}
