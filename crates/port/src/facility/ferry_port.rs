//! The land side of a ferry port: boarding lanes, booths and tugmasters are pools of the engine; here is who stands in the
//! lanes, in order, and which ferries load.
//!
//! A ferry calls vehicles forward one by one: who has stood longest and has room aboard. One that finds none waits, and the next
//! vehicle that comes into the lanes and fits is hers. A lane is never overtaken within its kind: a car with more people than
//! there is room for holds the cars behind it.

pub use crate::cargo::Rolling;
use crate::ids::CallId;
use crate::kind::Sim;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Answer, Line, Request, SimTime, Ticket, stand_by};

/// A vehicle in the lanes.
#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
struct Stand {
    since: SimTime,
    people: u32,
}

/// What fits aboard, or is aboard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Room {
    /// Trucks and trailers.
    pub trucks: u32,
    /// Cars.
    pub cars: u32,
    /// People, drivers of trucks included.
    pub people: u32,
}

impl Room {
    fn fits(&self, kind: Rolling, people: u32) -> bool {
        let vehicles = if kind.is_car() { self.cars } else { self.trucks };
        vehicles > 0 && self.people >= people
    }
    fn take(&mut self, kind: Rolling, people: u32) {
        let vehicles = if kind.is_car() { &mut self.cars } else { &mut self.trucks };
        *vehicles -= 1;
        self.people -= people;
    }
}

/// A ferry that loads.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
struct Loading {
    call: CallId,
    left: Room,
    /// It waits for the next vehicle.
    idle: Option<Ticket>,
    /// The vehicle that was called forward.
    next: Option<Rolling>,
}

/// When loading has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loaded {
    /// What was still free, foot passengers aboard.
    pub left: Room,
    /// Foot passengers who boarded.
    pub foot: u32,
    /// Trucks with trailers, and cars, that still stand in the lanes.
    pub behind: [u32; 2],
}

/// One ferry port.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct FerryPort {
    /// Its identity for random numbers.
    pub key: u64,
    /// Room in the lanes for a truck or trailer, and for a car.
    places: [Request; 2],
    /// A booth on the way out.
    pub booth: Request,
    /// A tugmaster.
    pub tugmaster: Request,
    /// A booth of import customs.
    pub import_booth: Request,
    lanes: [Line<Stand>; 3],
    foot: u32,
    /// At most one a berth.
    loading: Vec<Loading>,
    /// Vehicles that came to board, and that were called aboard; foot passengers.
    came: [u64; 4],
    boarded: [u64; 4],
    /// Vehicles that have come and are not in the lanes yet.
    before: [u64; 3],
    /// Vehicles off a ferry, and out of the port.
    landed: u64,
    left: u64,
    /// Vehicles between the ramp and the exit.
    inbound: u64,
}

/// The place of foot passengers behind the kinds of vehicles.
const FOOT: usize = 3;

impl FerryPort {
    /// Empty lanes with room for so many trucks and cars; so many booths, tugmasters and booths of import customs.
    pub fn new(key: u64, places: [u32; 2], stations: [u32; 3], sim: &mut Sim) -> Self {
        let mut one_of = |count: u32| Request::of(sim.add_pool(count), 1);
        let places = places.map(&mut one_of);
        let [booth, tugmaster, import_booth] = stations.map(&mut one_of);
        let (lanes, foot, loading) = (Default::default(), 0, Vec::new());
        let (came, boarded, before) = ([0; 4], [0; 4], [0; 3]);
        let (landed, left, inbound) = (0, 0, 0);
        FerryPort {
            key,
            places,
            booth,
            tugmaster,
            import_booth,
            lanes,
            foot,
            loading,
            came,
            boarded,
            before,
            landed,
            left,
            inbound,
        }
    }

    /// Room for one of a kind in the lanes.
    pub fn place(&self, kind: Rolling) -> Request {
        self.places[usize::from(kind.is_car())]
    }
    /// A vehicle has come before the booths.
    pub fn come(&mut self, kind: Rolling) {
        self.came[kind as usize] += 1;
        self.before[kind as usize] += 1;
    }
    /// Foot passengers have come.
    pub fn come_on_foot(&mut self, people: u32) {
        self.came[FOOT] += u64::from(people);
        self.foot += people;
    }
    /// A vehicle stands in the lanes until a ferry calls it aboard; at once, if one waits that has room.
    pub fn stand(&mut self, kind: Rolling, people: u32, sim: &mut Sim) -> Answer {
        self.before[kind as usize] -= 1;
        let answer = self.lanes[kind as usize].join(Stand { since: sim.now(), people }, sim);
        self.serve(sim);
        answer
    }

    /// A ferry begins to load, with so much room.
    pub fn begin_loading(&mut self, call: CallId, room: Room) {
        self.loading.push(Loading { call, left: room, idle: None, next: None });
    }
    /// Asks for the next vehicle: granted when one was called forward.
    pub fn call_forward(&mut self, call: CallId, sim: &mut Sim) -> Answer {
        let ferry = self.loading_at(call);
        if let Some(kind) = self.first_that_fits(&self.loading[ferry].left) {
            self.call_aboard(ferry, kind, sim);
            self.serve(sim);
            return Answer::GRANTED;
        }
        let (answer, ticket) = stand_by(sim);
        self.loading[ferry].idle = Some(ticket);
        answer
    }
    /// The vehicle that was called forward.
    pub fn called(&mut self, call: CallId) -> Rolling {
        let ferry = self.loading_at(call);
        self.loading[ferry].next.take().expect("a vehicle was called forward")
    }
    /// No more vehicle fits aboard.
    pub fn is_full(&self, call: CallId) -> bool {
        let left = &self.loading[self.loading_at(call)].left;
        !Rolling::ALL.iter().any(|kind| left.fits(*kind, u32::from(*kind != Rolling::Trailer)))
    }
    /// Loading ends: foot passengers are aboard as there is room for them.
    pub fn end_loading(&mut self, call: CallId, sim: &Sim) -> Loaded {
        let ferry = self.loading_at(call);
        let Loading { mut left, .. } = self.loading.swap_remove(ferry);
        let foot = self.foot.min(left.people);
        self.foot -= foot;
        left.people -= foot;
        self.boarded[FOOT] += u64::from(foot);
        let mut stand = |kind: Rolling| self.lanes[kind as usize].len(sim) as u32;
        let behind = [stand(Rolling::Truck) + stand(Rolling::Trailer), stand(Rolling::Car)];
        Loaded { left, foot, behind }
    }

    /// A vehicle is off a ferry.
    pub fn land(&mut self) {
        self.landed += 1;
        self.inbound += 1;
    }
    /// It has left the port.
    pub fn go(&mut self) {
        self.left += 1;
        self.inbound -= 1;
    }

    /// Vehicles that stand in the lanes.
    pub fn standing(&self) -> usize {
        self.lanes.iter().map(|lane| lane.iter().len()).sum()
    }
    /// Foot passengers who have come and are not aboard.
    pub fn on_foot(&self) -> u32 {
        self.foot
    }
    /// Ferries that wait for a vehicle.
    pub fn idle_ferries(&self, sim: &Sim) -> usize {
        self.loading.iter().filter(|it| it.idle.is_some_and(|ticket| sim.is_waiting(ticket))).count()
    }

    /// Who came = who boarded + who is there, on land and off the ferries; no ferry waits for a vehicle that stands and fits.
    ///
    /// # Errors
    /// What is not so, in words.
    pub fn check(&self) -> Result<(), String> {
        for kind in Rolling::ALL {
            let at = kind as usize;
            let (came, boarded, there) = (self.came[at], self.boarded[at], self.before[at] + self.lanes[at].iter().len() as u64);
            if came != boarded + there {
                return Err(format!("{kind:?}: {came} came, {boarded} boarded, {there} are there"));
            }
        }
        let (came, boarded) = (self.came[FOOT], self.boarded[FOOT]);
        if came != boarded + u64::from(self.foot) {
            return Err(format!("{came} foot passengers came, {boarded} boarded, {} are there", self.foot));
        }
        if self.landed != self.left + self.inbound {
            return Err(format!("{} vehicles landed, {} left, {} are there", self.landed, self.left, self.inbound));
        }
        let overlooked = |it: &&Loading| it.idle.is_some() && self.first_that_fits(&it.left).is_some();
        match self.loading.iter().find(overlooked) {
            Some(it) => Err(format!("{} waits for a vehicle that stands in the lanes", it.call)),
            None => Ok(()),
        }
    }

    /// Of the first in each lane that fit, who has stood longest.
    fn first_that_fits(&self, left: &Room) -> Option<Rolling> {
        let first = |kind: Rolling| self.lanes[kind as usize].iter().next().map(|it| (kind, *it));
        let fitting = Rolling::ALL.into_iter().filter_map(first).filter(|(kind, it)| left.fits(*kind, it.people));
        fitting.min_by_key(|(_, it)| it.since).map(|(kind, _)| kind)
    }
    /// Ferries that wait, each with the vehicle that is hers now: a lane whose first was in the way may have one that fits.
    fn serve(&mut self, sim: &mut Sim) {
        let next = |it: &Self, sim: &Sim| {
            let waits = |(at, ferry): (usize, &Loading)| {
                ferry.idle.filter(|ticket| sim.is_waiting(*ticket))?;
                Some((at, it.first_that_fits(&ferry.left)?))
            };
            it.loading.iter().enumerate().find_map(waits)
        };
        while let Some((ferry, kind)) = next(self, sim) {
            let ticket = self.loading[ferry].idle.take().expect("it waits");
            self.call_aboard(ferry, kind, sim);
            sim.wake(ticket);
        }
    }
    /// The first of a lane goes aboard.
    fn call_aboard(&mut self, ferry: usize, kind: Rolling, sim: &mut Sim) {
        let (ticket, it) = self.lanes[kind as usize].take(0, sim).expect("it stands first in its lane");
        self.loading[ferry].left.take(kind, it.people);
        self.loading[ferry].next = Some(kind);
        self.boarded[kind as usize] += 1;
        sim.wake(ticket);
    }
    fn loading_at(&self, call: CallId) -> usize {
        self.loading.iter().position(|it| it.call == call).expect("it has begun to load")
    }
}
