use super::view::Jobs;
use super::*;
use crate::policy::Policy;

/// Of a job: for the quay, a box that leaves the block, bays to it.
fn next(policy: &str, jobs: &[(bool, bool, usize)], can_do: &dyn Fn(usize) -> bool) -> Option<usize> {
    let view = Jobs {
        count: jobs.len(),
        can_do,
        is_for_quay: &|job| jobs[job].0,
        is_retrieval: &|job| jobs[job].1,
        bays_to: &|job| jobs[job].2,
    };
    (Policy::<JobOrder>::named(policy).unwrap().rule())(&view)
}

/// A truck wants its box; a vehicle brings one from the quay; a truck brings one; a vehicle fetches one for the quay, eight bays away.
#[test]
fn each_policy_does_what_its_page_says() {
    let jobs = [(false, true, 5), (true, false, 0), (false, false, 0), (true, true, 8)];
    for (policy, expected, without_it) in
        [("first-come", 0, 1), ("quay-first", 1, 3), ("nearest-bay", 1, 2), ("retrievals-first", 3, 1)]
    {
        assert_eq!(next(policy, &jobs, &|_| true), Some(expected), "{policy}");
        assert_eq!(next(policy, &jobs, &|job| job != expected), Some(without_it), "{policy}, if it cannot do that one");
        assert_eq!(next(policy, &jobs, &|_| false), None, "{policy}");
    }
}
