//! A single-server queue written by hand: the limit an engine is measured against. Time in f64, a 4-ary heap of packed
//! keys, an enum of events, no statistics but the one that is asked for.

use crate::xoshiro::Xoshiro;
use std::collections::VecDeque;

#[derive(Clone, Copy)]
enum Event {
    Arrive,
    Depart(u32),
}

/// A 4-ary heap on (time bits | sequence), with a payload.
#[derive(Default)]
struct Heap(Vec<(u128, Event)>);

impl Heap {
    #[inline(always)]
    fn push(&mut self, time: f64, sequence: u64, event: Event) {
        let key = (u128::from(time.to_bits()) << 64) | u128::from(sequence);
        let mut i = self.0.len();
        self.0.push((key, event));
        while i > 0 {
            let parent = (i - 1) >> 2;
            if self.0[parent].0 <= key {
                break;
            }
            self.0[i] = self.0[parent];
            i = parent;
        }
        self.0[i] = (key, event);
    }
    #[inline(always)]
    fn pop(&mut self) -> Option<(f64, Event)> {
        let top = *self.0.first()?;
        let last = self.0.pop()?;
        let n = self.0.len();
        if n > 0 {
            let mut i = 0;
            loop {
                let child = 4 * i + 1;
                if child >= n {
                    break;
                }
                let (mut least, mut key) = (child, self.0[child].0);
                for j in child + 1..(child + 4).min(n) {
                    if self.0[j].0 < key {
                        (least, key) = (j, self.0[j].0);
                    }
                }
                if key >= last.0 {
                    break;
                }
                self.0[i] = self.0[least];
                i = least;
            }
            self.0[i] = last;
        }
        Some((f64::from_bits((top.0 >> 64) as u64), top.1))
    }
}

/// Mean time in system of so many customers at so many servers [mean services], at this load.
pub fn queue(customers: u32, servers: u32, load: f64) -> f64 {
    let (mut random, mut heap, mut line) = (Xoshiro::new(1), Heap::default(), VecDeque::with_capacity(1024));
    let mut in_service = vec![0.0; servers as usize];
    let mut free: Vec<u32> = (0..servers).collect();
    let (mut sequence, mut left, mut done, mut sum) = (1, customers, 0, 0.0);
    let gap = 1.0 / (load * f64::from(servers));
    heap.push(random.exponential(gap), 0, Event::Arrive);
    while done < customers {
        let Some((now, event)) = heap.pop() else { break };
        match event {
            Event::Arrive => {
                if let Some(server) = free.pop() {
                    in_service[server as usize] = now;
                    heap.push(now + random.exponential(1.0), sequence, Event::Depart(server));
                    sequence += 1;
                } else {
                    line.push_back(now);
                }
                left -= 1;
                if left > 0 {
                    heap.push(now + random.exponential(gap), sequence, Event::Arrive);
                    sequence += 1;
                }
            }
            Event::Depart(server) => {
                sum += now - in_service[server as usize];
                done += 1;
                if let Some(arrived) = line.pop_front() {
                    in_service[server as usize] = arrived;
                    heap.push(now + random.exponential(1.0), sequence, Event::Depart(server));
                    sequence += 1;
                } else {
                    free.push(server);
                }
            }
        }
    }
    sum / f64::from(customers)
}
