package dev.proofmark.algebra.curve;

import java.security.MessageDigest;
import java.util.HexFormat;

/// SHA-256 of the 64-byte affine forms of each of the first chunks of generators. They follow from [Generators#DST]
/// alone: anyone can recompute them, and a test does.
final class PinnedGenerators {
    private static final String[] DIGESTS = """
            7774b15b07026db5cce7764f71623daa5ef447958936b62deb233232287d1b10
            d9f24977605740c77dbd8c1b1cf9b62af4dc33c2f946f5739c49441a1cb8ad65
            dae1e060d074023551a13f4d049dbdfb7024306fa3455eb3076ecbe04566a55c
            50f93902025bfec68d06834c39c2de1b54b9a9c4f3ebfdffdcaac2493c5d0940
            6f5f28e3b2aecea549e5b052039ddfbbcf3bf72acc67a8e76c2aabb7b1a0342d
            03bb4d185106df4d3ae78ef8d943f0b7610124e06acca63a0404b32f2ec38a7e
            acf82df367f0201e244d8d7c6d5c26abba9a2618d6038682d368b40cb6d31e35
            bec3e07b4ad488b67a92082e2e716002dcdd8c03b0a89a410893f89fd5df8b6e
            b9f16ec9c78a1d270fab2e2087297fae7e688acb91b153bc52e6aad450fde246
            c57a9c2ac23bb0d88c971750021f85a87f87b380764b443fc680a93e5453121c
            011f38ccfc36b8e20bfc8ad3c619dbb122ac36f5b7b3099d7d5e45aaa3450ae9
            ee26c505dcf51e5a861d76aab141e030b80f9f558da689477e1280ebc6f94dc3
            750956f19654bab05350e44b40424d0adce1dd712eb204d5627779f3cfe68f52
            85929952c0e75bbc716f9ffcde1bfc6dab74b1c5b24af9a230380182853cd0d6
            c8bd5de1a16d390efc8567f7493f801fbc4db8fc25784569cd83416d21ac9986
            8d790b0ab28009e434f5697d68a26e3f55cfc0f3e54c9083467bab4f5009a1bb
            c00e4fdbbe7b305f7c7d0ffe1c5cb76a7fa35d89890c9d9df53a1d5df3507bf4
            ca3a1b0b94305ab8241f5fd974f39602e7aef01d53cf5c793f29bf5552ca5715
            174e3ef97e694f6f1fd019974d21f8b099060d2eedf0e2b87bade5b8b9f167da
            b1896faaf69b9faf0e6129656c627863bc41f4992576db480cd1c50abe4cbb67
            481ebc095ff2dea300e2df36ffd162db4eaad5954613e035b21a7643869bdc7c
            bc0eb335b171680ef05baac0a9ad5425d64c23623e12170549e77561c639ce7d
            d05e31c5d6a850947ec438c7cb09fe7cad28f401fe3d77ef5b1eb44cda6dc3a6
            0d8252804093862a79fb4d5e75e3401f32766b84a37bfc29b026a5c220956801
            2399b8122711838163f2e50cc0874813aa6cd6021917c7acaa80a1c1238aeca1
            b5fe8f1ab16a0ba45477f9752521eb1d995d8fbf552a09f78b1606274d02c32b
            96e0ccabd1b489e9b4f34acde375d4fad3c3f14b60d063f51c370998b80c5751
            dbcbbf6e25115b9f1d159071adbb3839617ea79cb9ed971f69e2b936736cd8e4
            d17cab8c20374c7604ba7f29b6647ec2eae79f0a1d35a516372e3a290bd71dc5
            b2506e29d7264f76b8746884fe69991937ec249d1bdd0adf3a0d4b9a0883059a
            1a600df21813bf3b6b3363ca31d858770c27257f356b52322e7568628a779912
            c0d07ff85d8db0febfdc9fb5837d2f051d056e1b4e420f1854b58aeccff0223d
            """.split("\\s+");

    private PinnedGenerators() {}

    static int chunks() {
        return DIGESTS.length;
    }

    static boolean matches(int chunk, byte[] content) {
        byte[] expected = HexFormat.of().parseHex(DIGESTS[chunk]);
        return MessageDigest.isEqual(expected, ExpandMessage.sha256().digest(content));
    }
}
