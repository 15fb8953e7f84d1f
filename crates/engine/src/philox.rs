//! Philox4x64-10, the counter-based generator of Salmon, Moraes, Dror and Shaw, *Parallel random numbers: as easy as
//! 1, 2, 3* (SC 2011): a keyed bijection of a 256-bit counter. No state, so any number can be had without those before it.

use borsh::{BorshDeserialize, BorshSerialize};

/// Multipliers of the two halves of a round.
const MULTIPLIER: [u64; 2] = [0xD2E7_470E_E14C_6C93, 0xCA5A_8263_9512_1157];
/// What each round adds to the key: the golden ratio and √3 − 1.
const WEYL: [u64; 2] = [0x9E37_79B9_7F4A_7C15, 0xBB67_AE85_84CA_A73B];

/// Four random words, for this counter under this key.
#[inline(always)]
pub(crate) fn philox4x64(counter: [u64; 4], key: [u64; 2]) -> [u64; 4] {
    philox4x64_of(counter, &RoundKeys::new(key[0]), key[1])
}

/// What the first word of a key gives to each round. Made once a replication and not a draw: 0.9 % fewer instructions of TC4.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub(crate) struct RoundKeys([u64; 10]);

impl RoundKeys {
    #[inline(always)]
    pub(crate) const fn new(word: u64) -> Self {
        let mut rounds = [word; 10];
        let mut round = 1;
        while round < 10 {
            rounds[round] = rounds[round - 1].wrapping_add(WEYL[0]);
            round += 1;
        }
        RoundKeys(rounds)
    }
    /// The word of the key.
    pub(crate) const fn word(&self) -> u64 {
        self.0[0]
    }
}

/// The same, where many blocks share the first word of their key.
#[inline(always)]
pub(crate) fn philox4x64_of(counter: [u64; 4], first: &RoundKeys, second: u64) -> [u64; 4] {
    let (mut c, mut k) = (counter, second);
    for first in first.0 {
        let a = u128::from(MULTIPLIER[0]) * u128::from(c[0]);
        let b = u128::from(MULTIPLIER[1]) * u128::from(c[2]);
        c = [(b >> 64) as u64 ^ c[1] ^ first, b as u64, (a >> 64) as u64 ^ c[3] ^ k, a as u64];
        k = k.wrapping_add(WEYL[1]);
    }
    c
}

#[cfg(test)]
mod tests {
    use super::philox4x64;

    /// `tests/kat_vectors` of Random123, the three lines `philox4x64 10`.
    #[test]
    fn agrees_with_the_published_known_answers() {
        let ones = u64::MAX;
        let pi = [0x243f_6a88_85a3_08d3, 0x1319_8a2e_0370_7344, 0xa409_3822_299f_31d0, 0x082e_fa98_ec4e_6c89];
        let pi_key = [0x4528_21e6_38d0_1377, 0xbe54_66cf_34e9_0c6c];
        assert_eq!(
            philox4x64([0; 4], [0; 2]),
            [0x1655_4d9e_ca36_314c, 0xdb20_fe9d_672d_0fdc, 0xd7e7_72ce_e186_176b, 0x7e68_b68a_ec7b_a23b]
        );
        assert_eq!(
            philox4x64([ones; 4], [ones; 2]),
            [0x87b0_92c3_013f_e90b, 0x438c_3c67_be8d_0224, 0x9cc7_d7c6_9cd7_77b6, 0xa09c_aebf_594f_0ba0]
        );
        assert_eq!(
            philox4x64(pi, pi_key),
            [0xa528_f454_03e6_1d95, 0x38c7_2dbd_566e_9788, 0xa5a1_610e_72fd_18b5, 0x57bd_43b5_e52b_7fe6]
        );
    }

    /// Made with numpy 2.4: `Philox(key=key, counter=counter).random_raw(8)`. numpy adds one to the counter before the
    /// first block.
    #[test]
    fn agrees_with_the_independent_implementation_in_numpy() {
        type Case = ([u64; 2], [u64; 4], [u64; 8]);
        let cases: [Case; 4] = [
            (
                [0xa006_41a9_f1e5_4a8b, 0xe5af_cdbc_af26_6a95],
                [0xc693_565f_940a_f962, 0x39a7_2dab_d56a_2742, 0x4cd7_b299_0e37_5145, 0xdfa1_32d7_48fa_2734],
                [
                    0xe116_8d74_62a3_58d6,
                    0x5b9b_75a2_a643_66ad,
                    0x1195_2772_21ec_bbcb,
                    0xc172_9078_0c18_b393,
                    0xf8b2_3d2c_e1c5_c555,
                    0xec86_78bb_65fe_1a41,
                    0x0219_3ae4_8460_3cac,
                    0xd49f_d81d_4e33_6508,
                ],
            ),
            (
                [0x0159_1126_e9a1_ac70, 0xd23c_068f_7ff2_06dd],
                [0xcc0c_bdf9_21a6_195e, 0x77ca_95c7_1e7c_3921, 0x4d93_887a_d103_dc48, 0x4746_e6a2_5773_5285],
                [
                    0xb190_b78b_2777_dc9a,
                    0xe192_b46e_1155_621a,
                    0x702a_43cd_2890_591d,
                    0xbbab_4cb2_6e02_ad7d,
                    0x35a5_06b5_722b_74f7,
                    0xc4aa_b950_d94a_ae46,
                    0x08fb_1b77_ad64_7e0b,
                    0x1add_9798_ff3f_73c1,
                ],
            ),
            (
                [0x413f_221f_b82f_3ef0, 0x71f0_8551_fd8e_c592],
                [0x812a_131f_7a67_f71e, 0x8db2_00a1_9521_888d, 0xfed9_1b48_826b_236b, 0xcaeb_e43b_cec3_0d63],
                [
                    0x9350_8d96_3197_5314,
                    0x37d1_d593_c4b5_2b61,
                    0x4027_e855_0e0d_b580,
                    0x744d_d47d_f075_f9a7,
                    0xc4ad_04f9_5220_745b,
                    0xbf1c_e6b3_ba4c_af80,
                    0xeb41_c4d9_91e2_f7ca,
                    0xba64_694f_868c_7142,
                ],
            ),
            (
                [0x9f47_2352_b345_2fb7, 0xfd2c_7e03_574d_796e],
                [0x371e_7889_775a_e1e9, 0x2903_a7e5_d857_a521, 0x9ccf_653f_db81_cb6d, 0x0b3f_c88f_1d5d_dc1b],
                [
                    0x8cc4_1719_981a_ebbb,
                    0x9b6d_8d42_ae1f_6331,
                    0x93fb_578a_ccd0_9bf3,
                    0x15b1_838d_1b8a_ef6c,
                    0x08e0_d5c6_d35d_366c,
                    0x4407_a354_9252_2499,
                    0x0488_81c8_9f5e_1d99,
                    0x3e56_4f22_21e3_198d,
                ],
            ),
        ];
        for (key, counter, expected) in cases {
            for block in 0..2 {
                let mut c = counter;
                c[0] += 1 + block as u64;
                assert_eq!(philox4x64(c, key), expected[4 * block..4 * block + 4]);
            }
        }
    }
}
