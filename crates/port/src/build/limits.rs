//! What each activity bears of the weather.

use crate::facility::weather::{Bears, LimitId, Limits, ShipLimits, TerminalLimits, Weather};
use crate::scenario::{Scenario, VesselClass};

/// What ships bear, where their class says nothing else.
pub fn of_ships(scenario: &Scenario) -> Bears {
    let plan = &scenario.marine;
    Bears { gust_m_s: plan.wind_limit_m_s, swell_m: Some(plan.swell_limit_m), fog: false }
}

/// All limits; `marine` is the one that [`of_ships`] makes.
pub fn build(scenario: &Scenario, marine: LimitId, weather: &mut Weather) -> Limits {
    let ships = scenario.classes.iter().map(|class| ship(class, scenario, marine, weather)).collect();
    let mut wind = |gust_m_s: f64| weather.add_limit(Bears::wind(gust_m_s));
    let terminals = scenario.terminals.iter().map(|plan| TerminalLimits {
        yard_cranes: wind(plan.yard.crane.wind_limit_m_s),
        vehicles: wind(plan.transport.wind_limit_m_s),
        rail_cranes: wind(plan.rail.as_ref().map_or(f64::MAX, |rail| rail.wind_limit_m_s)),
    });
    Limits {
        ships,
        terminals: terminals.collect(),
        ferry_ports: scenario.ferry_ports.iter().map(|plan| wind(plan.wind_limit_m_s)).collect(),
        car_terminals: scenario.car_terminals.iter().map(|plan| wind(plan.wind_limit_m_s)).collect(),
        tank_farms: scenario.tank_farms.iter().map(|plan| wind(plan.wind_limit_m_s)).collect(),
        bulk_terminals: scenario.bulk_terminals.iter().map(|plan| wind(plan.wind_limit_m_s)).collect(),
        roads: wind(scenario.roads.wind_limit_m_s),
    }
}

fn ship(class: &VesselClass, scenario: &Scenario, marine: LimitId, weather: &mut Weather) -> ShipLimits {
    let all = of_ships(scenario);
    let own = Bears {
        gust_m_s: class.wind_limit_m_s.unwrap_or(all.gust_m_s),
        swell_m: class.swell_limit_m.or(all.swell_m),
        fog: all.fog,
    };
    let under_way = if own == all { marine } else { weather.add_limit(own) };
    let boarding = Bears { gust_m_s: f64::MAX, swell_m: Some(scenario.marine.boarding_swell_m), fog: true };
    let begin = if class.pilot { own.both(boarding) } else { own };
    ShipLimits { to_begin: if begin == own { under_way } else { weather.add_limit(begin) }, under_way }
}
