package dev.banyan.server.access.people;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "banyan_user")
class UserEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    String username;

    @Column(name = "display_name")
    String displayName;

    @Column(name = "password_hash")
    public String passwordHash;

    boolean administrator;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "credential_version")
    int credentialVersion;
}
