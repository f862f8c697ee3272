package dev.banyan.demo.shop;

/** One implementation of the shop: the one in this process, or the other one over HTTP. */
interface Shop {

    /** Never throws: a shop that cannot answer says so with a 5xx status. */
    Reply answer(Call call);
}
